package dev.waymark.migration.rehearsal;

import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.verification.expectation.ReplayedSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the objects of a copy are in the live database, and whose, while scripts change the copy.
 */
final class KnownLive {
  private final IdentifiedSchema first;
  private final Map<ObjectId, ObjectTree> live;
  private final Map<String, String> standIns;
  private final Map<String, ObjectId> firstByNumber = new HashMap<>();

  /**
   * @param first the copy before the first script, which has the names of the live database
   * @param live what the live database has
   * @param standIns which role stands for which in the copy
   */
  KnownLive(IdentifiedSchema first, Map<ObjectId, ObjectTree> live, Map<String, String> standIns) {
    this.first = first;
    this.live = live;
    this.standIns = standIns;
    first
        .identities()
        .objects()
        .forEach((id, number) -> firstByNumber.put(id.kind() + " " + number, id));
  }

  /** The copy before the first script. */
  IdentifiedSchema first() {
    return first;
  }

  /** Whether the live database has it under that name. */
  boolean isLive(ObjectId object) {
    return live.containsKey(object);
  }

  /** What an object of one moment was before the first script; empty if it was not there. */
  Optional<ObjectId> live(ObjectId object, IdentifiedSchema moment) {
    Optional<Long> number = moment.identities().of(object);
    Optional<ObjectId> id =
        number.isPresent()
            ? Optional.ofNullable(firstByNumber.get(object.kind() + " " + number.get()))
            : Optional.of(object);
    return id.filter(first.objects()::containsKey).filter(live::containsKey);
  }

  /** Whose it is then: whom an earlier script has given it to, or to whom it belongs by now. */
  Optional<String> owner(ObjectId object, ObjectId was, IdentifiedSchema moment) {
    String copied = owner(first.objects().get(was));
    String by = owner(moment.objects().get(object));
    return Optional.ofNullable(
        by == null || by.equals(copied) ? owner(live.get(was)) : ReplayedSchema.text(by, standIns));
  }

  private static String owner(ObjectTree tree) {
    return tree == null ? null : tree.node().path("owner").asText(null);
  }
}
