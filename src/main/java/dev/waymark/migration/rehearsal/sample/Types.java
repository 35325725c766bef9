package dev.waymark.migration.rehearsal.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types of all columns, and those that they are made of. */
record Types(Map<Long, Type> byOid) {

  Type of(Typed typed) {
    return byOid.get(typed.type());
  }

  /** What a domain's values are beneath all domains; else the same. */
  Typed base(Typed typed) {
    Typed base = typed;
    while (of(base).form() == Type.Form.DOMAIN) {
      base = of(base).madeOf();
    }
    return base;
  }

  /** All checks of a domain, also those of the domains that it is made of. */
  List<String> checks(Typed typed) {
    List<String> checks = new ArrayList<>();
    Typed base = typed;
    while (of(base).form() == Type.Form.DOMAIN) {
      checks.addAll(of(base).checks());
      base = of(base).madeOf();
    }
    return checks;
  }

  /** Whether a domain has no NULL. */
  boolean required(Typed typed) {
    Typed base = typed;
    while (of(base).form() == Type.Form.DOMAIN) {
      if (of(base).required()) {
        return true;
      }
      base = of(base).madeOf();
    }
    return false;
  }
}
