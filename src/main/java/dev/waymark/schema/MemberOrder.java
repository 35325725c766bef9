package dev.waymark.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** In which order the members of a list are expected, some of which were added. */
public final class MemberOrder {
  private MemberOrder() {}

  /**
   * The old order, and each added member behind all that are before it in the new one.
   *
   * @param members all that are expected, those that stayed in their old order
   * @param was all that were there, in order
   * @param is all that are there now, in order
   * @param added those of the members that were not there
   */
  public static List<String> of(
      Collection<String> members,
      Collection<String> was,
      Collection<String> is,
      Set<String> added) {
    List<String> now = List.copyOf(is);
    var order = new ArrayList<>(members);
    order.removeAll(added);
    if (!both(was, is).equals(both(is, was))) {
      // Those that changed places are where they were put; the others stay before them.
      var moved = new ArrayList<>(order);
      moved.retainAll(is);
      order.removeAll(moved);
      now.stream().filter(moved::contains).forEach(order::add);
    }
    for (int index = 0; index < now.size(); index++) {
      if (added.contains(now.get(index))) {
        int place = 0;
        for (String earlier : now.subList(0, index)) {
          place = Math.max(place, order.indexOf(earlier) + 1);
        }
        order.add(place, now.get(index));
      }
    }
    return order;
  }

  private static List<String> both(Collection<String> these, Collection<String> those) {
    return these.stream().filter(those::contains).toList();
  }
}
