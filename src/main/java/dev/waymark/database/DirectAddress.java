package dev.waymark.database;

import java.util.Objects;

/** The address of PostgreSQL itself, or why there is none that may be migrated through. */
public sealed interface DirectAddress {
  /** Migrations may run here. */
  record Usable(ConnectionUrl url) implements DirectAddress {
    public Usable {
      Objects.requireNonNull(url);
    }
  }

  /**
   * The only address there is leads to a transaction pooler.
   *
   * @param reason a sentence that says how it shows
   * @param remedy a sentence that says what to set
   */
  record Refused(ConnectionUrl url, String reason, String remedy) implements DirectAddress {
    public Refused {
      Objects.requireNonNull(url);
      Objects.requireNonNull(reason);
      Objects.requireNonNull(remedy);
    }
  }

  /**
   * No address is given at all.
   *
   * @param remedy a sentence that says what to set
   */
  record Missing(String remedy) implements DirectAddress {
    public Missing {
      Objects.requireNonNull(remedy);
    }
  }
}
