package dev.waymark.migration.store;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Text as any database can hold it, whatever its encoding: what is no printable ASCII stands there
 * as its number, such as {@code \\u00e9}, and stays readable.
 */
final class PlainText extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7E;

  private final int[] ascii = standardAsciiEscapesForJSON();

  PlainText() {
    ascii[0] = ESCAPE_CUSTOM;
  }

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (char each : text.toCharArray()) {
      if (each >= FIRST_PRINTABLE && each <= LAST_PRINTABLE) {
        plain.append(each);
      } else {
        plain.append("\\u%04x".formatted((int) each));
      }
    }
    return plain.toString();
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  /** Within JSON the backslash is doubled: it is a character of the text, and escapes nothing. */
  @Override
  public SerializableString getEscapeSequence(int character) {
    return character != 0 && character <= LAST_PRINTABLE
        ? null
        : new SerializedString("\\\\u%04x".formatted(character));
  }
}
