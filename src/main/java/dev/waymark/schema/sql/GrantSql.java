package dev.waymark.schema.sql;

import dev.waymark.schema.DefaultPrivileges;
import dev.waymark.schema.Grant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Privileges. A grant that is read is all that its role has; the ordinary ones are not read. */
final class GrantSql {
  private static final String EVERYONE = "PUBLIC";

  private GrantSql() {}

  /**
   * Grants on an object that has just been made.
   *
   * @param on such as {@code TABLE shop.users}
   * @param owner the role that has all privileges by then
   * @param everyone whether PUBLIC has some by then
   */
  static void on(
      String on,
      String owner,
      boolean everyone,
      List<Grant> grants,
      Pieces pieces,
      Spelling spelling) {
    for (Grant grant : inOrder(grants, owner)) {
      boolean has = grant.grantee().equals(owner) || everyone && isEveryone(grant);
      write(on, "", has && grant.grantor() == null, grant, pieces, spelling);
    }
  }

  /** The same of the public namespace, on which the installation granted what it chose to. */
  static void anew(String on, String owner, List<Grant> grants, Pieces pieces, Spelling spelling) {
    for (Grant grant : inOrder(grants, owner)) {
      write(on, "", grant.grantor() == null, grant, pieces, spelling);
    }
  }

  /** Grants on one column, on which no role has any by then. */
  static void onColumn(
      String relation,
      String column,
      String owner,
      List<Grant> grants,
      Pieces pieces,
      Spelling spelling) {
    for (Grant grant : inOrder(grants, owner)) {
      String columns = " (" + spelling.name(column) + ")";
      write("TABLE " + relation, columns, false, grant, pieces, spelling);
    }
  }

  static Pieces defaultPrivileges(DefaultPrivileges privileges, Pieces pieces, Spelling spelling) {
    pieces.in(Phase.PRIVILEGES);
    if (!spelling.roles().privileges()) {
      return pieces;
    }
    int colon = privileges.name().lastIndexOf(": ");
    String role = privileges.name().substring(0, colon);
    String objects = privileges.name().substring(colon + 2).toUpperCase(Locale.ROOT);
    String alter =
        "ALTER DEFAULT PRIVILEGES FOR ROLE "
            + spelling.role(role)
            + (privileges.namespace() == null
                ? ""
                : " IN SCHEMA " + spelling.name(privileges.namespace()))
            + " ";
    for (Grant grant : privileges.grants()) {
      String to = spelling.role(grant.grantee());
      // Within one namespace they come on top; elsewhere they take the place of the ordinary ones.
      if (privileges.namespace() == null && (isEveryone(grant) || grant.grantee().equals(role))) {
        pieces.add(alter + "REVOKE ALL ON " + objects + " FROM " + to + ";");
      }
      grantOptions(grant)
          .forEach(
              part ->
                  pieces.add(
                      alter
                          + "GRANT "
                          + part.words("")
                          + " ON "
                          + objects
                          + " TO "
                          + to
                          + part.option()
                          + ";"));
    }
    return pieces;
  }

  private static void write(
      String on, String columns, boolean revoke, Grant grant, Pieces pieces, Spelling spelling) {
    String to = spelling.role(grant.grantee());
    boolean others = grant.grantor() != null;
    if (!spelling.roles().privileges() || others && grant.privileges().isEmpty()) {
      // No role but the owner has granted anything yet.
      return;
    }
    // Only the current role can grant in its own name.
    if (others) {
      pieces.add("SET ROLE " + spelling.role(grant.grantor()) + ";");
    }
    if (revoke) {
      pieces.add("REVOKE ALL ON " + on + " FROM " + to + ";");
    }
    for (Part part : grantOptions(grant)) {
      pieces.add("GRANT " + part.words(columns) + " ON " + on + " TO " + to + part.option() + ";");
    }
    if (others) {
      pieces.add("RESET ROLE;");
    }
  }

  private record Part(List<String> privileges, String option) {
    String words(String columns) {
      return privileges.stream().map(it -> it + columns).collect(Collectors.joining(", "));
    }
  }

  private static List<Part> grantOptions(Grant grant) {
    var plain = new ArrayList<>(grant.privileges());
    plain.removeAll(grant.grantable());
    var parts = new ArrayList<Part>();
    if (!plain.isEmpty()) {
      parts.add(new Part(plain, ""));
    }
    if (!grant.grantable().isEmpty()) {
      parts.add(new Part(grant.grantable(), " WITH GRANT OPTION"));
    }
    return parts;
  }

  /** The owner's first, then what the roles granted on that had it by then. */
  private static List<Grant> inOrder(List<Grant> grants, String owner) {
    var order = new ArrayList<Grant>();
    var left = new ArrayList<>(grants);
    Set<String> able = new HashSet<>();
    able.add(null);
    able.add(owner);
    while (!left.isEmpty()) {
      List<Grant> next = left.stream().filter(it -> able.contains(it.grantor())).toList();
      if (next.isEmpty()) {
        // A circle of grants, which no order makes; PostgreSQL says so.
        next = List.copyOf(left);
      }
      next.forEach(it -> able.add(it.grantee()));
      order.addAll(next);
      left.removeAll(next);
    }
    return order;
  }

  private static boolean isEveryone(Grant grant) {
    return grant.grantee().equals(EVERYONE);
  }
}
