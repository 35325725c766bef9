package dev.waymark.schema.sql;

import dev.waymark.schema.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements of one object: those that make it, and parts that may come later. */
final class Pieces {
  /** The object itself. */
  static final String ITSELF = "";

  /** What makes a type of its mere name, once the functions that it is made of are there. */
  static final String DEFINITION = "definition";

  private final ObjectId object;
  private final Set<String> apart;
  private final Map<String, Piece> pieces = new LinkedHashMap<>();
  private final List<NotWritten> notWritten = new ArrayList<>();
  private Phase phase = Phase.STRUCTURE;

  /** Statements that run together. */
  record Piece(String part, Phase phase, List<String> statements) {}

  /**
   * @param apart the parts that must come later, because otherwise there would be a circle
   */
  Pieces(ObjectId object, Set<String> apart) {
    this.object = object;
    this.apart = apart;
    pieces.put(ITSELF, new Piece(ITSELF, phase, new ArrayList<>()));
  }

  /** Whether the part must come later. */
  boolean apart(String part) {
    return apart.contains(part);
  }

  /** When the object is made. */
  Pieces in(Phase itsPhase) {
    phase = itsPhase;
    pieces.put(ITSELF, new Piece(ITSELF, itsPhase, pieces.get(ITSELF).statements()));
    return this;
  }

  /** Adds what makes the object, and what is said of it right after that. */
  Pieces add(String statement) {
    pieces.get(ITSELF).statements().add(statement);
    return this;
  }

  /** Adds a part that may come later. */
  Pieces later(String part, String statement) {
    return later(part, phase, statement);
  }

  Pieces later(String part, Phase itsPhase, String statement) {
    pieces
        .computeIfAbsent(part, name -> new Piece(name, itsPhase, new ArrayList<>()))
        .statements()
        .add(statement);
    return this;
  }

  /** Names a part of the object that is not written, and why. */
  Pieces without(String what, String reason) {
    notWritten.add(new NotWritten(object, what, reason));
    return this;
  }

  ObjectId object() {
    return object;
  }

  /** By part; that of the object itself is always there, and may be empty. */
  Map<String, Piece> pieces() {
    return pieces;
  }

  List<NotWritten> notWritten() {
    return notWritten;
  }
}
