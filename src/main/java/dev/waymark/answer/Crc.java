package dev.waymark.answer;

/**
 * Joins the CRC-32 of two texts to that of both together, without reading either: to append bytes
 * multiplies the polynomial of what was before by x to the power of their bits, as zlib's {@code
 * crc32_combine} does.
 */
final class Crc {
  /** The generator of CRC-32, the lowest power in the highest bit. */
  private static final int GENERATOR = 0xEDB88320;

  private static final int ONE = 0x80000000;

  /** x to the power of 8: one byte. */
  private static final int BYTE = ONE >>> 8;

  private Crc() {}

  /**
   * @param first the CRC of the text before
   * @param second that of the text behind it
   * @param length how many bytes the text behind has
   */
  static long joined(long first, long second, int length) {
    int shift = ONE;
    int power = BYTE;
    for (int left = length; left > 0; left >>>= 1) {
      if ((left & 1) == 1) {
        shift = product(shift, power);
      }
      power = product(power, power);
    }
    return Integer.toUnsignedLong(product(shift, (int) first) ^ (int) second);
  }

  /** The product of two polynomials over the field of two elements, modulo the generator. */
  private static int product(int one, int other) {
    int sum = 0;
    int shifted = other;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        sum ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ GENERATOR;
    }
    return sum;
  }
}
