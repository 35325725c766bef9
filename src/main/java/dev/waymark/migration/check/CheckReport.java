package dev.waymark.migration.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * Whether the scripts of a folder can be applied, as far as their names and texts say.
 *
 * @param source the folder
 * @param scripts the scripts that can be read, in the order in which an empty database gets them
 * @param problems why a run would be refused, by file and line
 * @param notes what somebody may want to know, by file and line; it refuses nothing
 */
@JsonPropertyOrder({"source", "passed", "scripts", "problems", "notes"})
public record CheckReport(
    String source, List<CheckedScript> scripts, List<Remark> problems, List<Remark> notes) {

  public CheckReport {
    scripts = List.copyOf(scripts);
    problems = problems.stream().sorted(Remark.IN_ORDER).toList();
    notes = notes.stream().sorted(Remark.IN_ORDER).toList();
  }

  /** Whether nothing keeps a run from starting. */
  @JsonProperty("passed")
  public boolean passed() {
    return problems.isEmpty();
  }

  /** Whether there is nothing to say at all. */
  @JsonIgnore
  public boolean isSilent() {
    return problems.isEmpty() && notes.isEmpty();
  }
}
