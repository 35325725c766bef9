package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Objects of which only the name differs. A missing and an unexpected object are one renamed object
 * when they are of the same kind, namespace and table, have the same attributes once the old name
 * is replaced by the new in every text, and neither of them matches a third in this way. Only kinds
 * in exact mode take part: elsewhere nothing is unexpected.
 *
 * <p>Tables come first; what is bound to a renamed table is then expected at the new name.
 */
final class Renames {
  /**
   * How many pairs of a missing and an unexpected object are looked at one by one. Where more look
   * alike, it cannot be known which became which.
   */
  private static final int PAIRS_LOOKED_AT = 2_500;

  private record Rename(ObjectId after, String from, String to) {}

  /** Objects of which some may have become others. */
  private record Group(List<RenameCandidate> missing, List<RenameCandidate> unexpected) {
    static Collection<Group> of(
        List<RenameCandidate> missing,
        List<RenameCandidate> unexpected,
        Function<RenameCandidate, Object> by) {
      var groups = new LinkedHashMap<Object, Group>();
      missing.forEach(object -> group(groups, by.apply(object)).missing().add(object));
      unexpected.forEach(object -> group(groups, by.apply(object)).unexpected().add(object));
      return groups.values();
    }

    private static Group group(Map<Object, Group> groups, Object key) {
      return groups.computeIfAbsent(key, any -> new Group(new ArrayList<>(), new ArrayList<>()));
    }

    long pairs() {
      return (long) missing.size() * unexpected.size();
    }

    void match(Map<ObjectId, Rename> renames) {
      for (RenameCandidate before : missing) {
        theOne(unexpected, before::became)
            .filter(after -> theOne(missing, other -> other.became(after)).isPresent())
            .ifPresent(
                after ->
                    renames.put(before.id(), new Rename(after.id(), before.name(), after.name())));
      }
    }

    /** The one that it holds for; empty also if there are several. */
    private static Optional<RenameCandidate> theOne(
        List<RenameCandidate> candidates, Predicate<RenameCandidate> holds) {
      var found = candidates.stream().filter(holds).limit(2).toList();
      return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
  }

  /** From the name in the database to the name expected. */
  private final Map<ObjectId, ObjectId> renamed = new LinkedHashMap<>();

  private Map<ObjectId, ObjectTree> expected;

  private Renames(Map<ObjectId, ObjectTree> expected) {
    this.expected = expected;
  }

  static Renames between(Expectation expectation, Map<ObjectId, ObjectTree> found) {
    var renames = new Renames(expectation.objects());
    if (!possible(expectation.objects(), found)) {
      return renames;
    }
    for (Kind kind : Kind.values()) {
      if (expectation.modes().get(kind) == Mode.EXACT) {
        renames.find(kind, found);
      }
    }
    return renames;
  }

  /** The expected objects under the names that they have in the database. */
  Map<ObjectId, ObjectTree> apply(Map<ObjectId, ObjectTree> unchanged) {
    return renamed.isEmpty() ? unchanged : expected;
  }

  /** The differences with that of the name, if the object was renamed. */
  List<Difference> added(ObjectId id, List<Difference> differences) {
    ObjectId before = renamed.get(id);
    if (before == null) {
      return differences;
    }
    var all = new ArrayList<>(differences);
    all.add(new Difference("name", TextNode.valueOf(before.name()), TextNode.valueOf(id.name())));
    all.sort(Comparator.comparing(Difference::attribute));
    return all;
  }

  private void find(Kind kind, Map<ObjectId, ObjectTree> found) {
    var renames = new LinkedHashMap<ObjectId, Rename>();
    for (Group place :
        Group.of(
            only(kind, expected, found), only(kind, found, expected), RenameCandidate::place)) {
      if (place.pairs() <= PAIRS_LOOKED_AT) {
        place.match(renames);
      } else {
        // A thousand by a thousand: first those that could be the same but for the name.
        Group.of(place.missing(), place.unexpected(), RenameCandidate::shape).stream()
            .filter(alike -> alike.pairs() <= PAIRS_LOOKED_AT)
            .forEach(alike -> alike.match(renames));
      }
    }
    if (!renames.isEmpty()) {
      rename(kind, renames);
    }
  }

  private static List<RenameCandidate> only(
      Kind kind, Map<ObjectId, ObjectTree> here, Map<ObjectId, ObjectTree> there) {
    return here.entrySet().stream()
        .filter(object -> object.getKey().kind() == kind && !there.containsKey(object.getKey()))
        .map(object -> new RenameCandidate(object.getKey(), object.getValue().node()))
        .toList();
  }

  /** Of most schemas nothing is missing or nothing unexpected: then there is nothing to pair. */
  private static boolean possible(
      Map<ObjectId, ObjectTree> expected, Map<ObjectId, ObjectTree> found) {
    return !found.keySet().containsAll(expected.keySet())
        && !expected.keySet().containsAll(found.keySet());
  }

  private void rename(Kind kind, Map<ObjectId, Rename> renames) {
    var changed = new TreeMap<ObjectId, ObjectTree>();
    expected.forEach(
        (id, object) -> {
          Rename own = renames.get(id);
          Rename ofTable =
              kind == Kind.TABLE && id.table() != null ? renames.get(id.relation()) : null;
          if (own != null) {
            renamed.put(own.after(), id);
            changed.put(own.after(), replaced(object, own.from(), own.to()));
          } else if (ofTable != null) {
            var moved = new ObjectId(id.kind(), id.namespace(), ofTable.to(), id.name());
            changed.put(moved, replaced(object, ofTable.from(), ofTable.to()));
          } else {
            changed.put(id, object);
          }
        });
    expected = changed;
  }

  private static ObjectTree replaced(ObjectTree tree, String from, String to) {
    return ObjectTree.of((ObjectNode) RenameCandidate.renamed(tree.node(), from, to));
  }
}
