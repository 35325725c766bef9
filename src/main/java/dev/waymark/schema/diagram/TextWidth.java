package dev.waymark.schema.diagram;

/**
 * How wide a text is in a font whose letters are all as wide. Counted, not measured: a program
 * without a screen has no fonts, and two machines have different ones.
 */
final class TextWidth {
  /** Of a letter of 12 pixels in the widest of the fonts that the picture names, in hundredths. */
  private static final int LETTER = 723;

  private TextWidth() {}

  static int of(String text) {
    return (letters(text) * LETTER + 99) / 100;
  }

  static int of(int letters) {
    return (letters * LETTER + 99) / 100;
  }

  /** How many letters it is as wide as; the signs of East Asia and pictures are as wide as two. */
  static int letters(String text) {
    return text.codePoints().map(TextWidth::letters).sum();
  }

  private static int letters(int point) {
    if (Character.getType(point) == Character.NON_SPACING_MARK) {
      return 0;
    }
    return (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || point >= 0x1F000
        ? 2
        : 1;
  }
}
