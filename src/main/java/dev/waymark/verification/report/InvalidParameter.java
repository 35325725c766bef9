package dev.waymark.verification.report;

/** A query parameter has a value that it cannot have. */
public final class InvalidParameter extends RuntimeException {
  private final String parameter;
  private final String allowed;

  public InvalidParameter(String parameter, String allowed) {
    super(parameter + " must be one of " + allowed);
    this.parameter = parameter;
    this.allowed = allowed;
  }

  /** The parameter's name. */
  public String parameter() {
    return parameter;
  }

  /** The values it can have, in words. */
  public String allowed() {
    return allowed;
  }
}
