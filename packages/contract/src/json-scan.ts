/**
 * Scans JSON as bytes, for what `JSON.parse` does not report: the byte of the first fault, how deep the text is nested,
 * and where its values are. It accepts exactly what `JSON.parse` accepts. It needs no recursion and linear time.
 */

/** A fault of a JSON text at one byte. */
export interface JsonFault {
  /** Offset of the byte, counted from 0; the length of the text if it ends too early. */
  readonly byte: number;
  readonly problem: 'unexpected end' | 'invalid char' | 'invalid escape char' | 'invalid unicode escape';
}

export interface JsonScan {
  /** The first fault; undefined for valid JSON, and if the scan stopped at `maxDepth`. */
  readonly fault: JsonFault | undefined;
  /** Levels of arrays and objects before the fault; one more than `maxDepth` if the scan stopped there. */
  readonly depth: number;
}

export interface JsonScanOptions {
  /** Accepts raw control characters in strings, as some readers do. @default false */
  readonly controlCharacters?: boolean;
  /** Stops at the first array or object below this many levels. @default no limit */
  readonly maxDepth?: number;
  /** Called while the text is scanned. Offsets exclude what is after the value; `level` is the number of levels around it. */
  readonly visitor?: JsonVisitor;
}

export interface JsonVisitor {
  /** The name of a property, with its quotes. */
  name?(start: number, end: number, level: number): void;
  begin?(start: number, level: number): void;
  end?(end: number, level: number): void;
}

/** Scans a JSON text. Never throws unless the visitor does. */
export function scanJson(bytes: Uint8Array, options: JsonScanOptions = {}): JsonScan {
  const scanner = new Scanner(bytes, options);
  try {
    scanner.run();
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { fault: stop.fault, depth: scanner.depth };
  }
  return { fault: undefined, depth: scanner.depth };
}

/** Ends a scan. It is not an error: it has no stack. */
class Stop {
  readonly fault: JsonFault | undefined;
  constructor(fault?: JsonFault) {
    this.fault = fault;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;
const LETTER_U = 0x75;

const codes = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const WHITESPACE = new Set(codes(' \t\n\r'));
const SIGNS = new Set(codes('+-'));
const EXPONENT = new Set(codes('eE'));
const ESCAPES = new Set(codes('"\\/bfnrtu'));
const HEX_DIGITS = new Set(codes('0123456789abcdefABCDEF'));
const LITERALS = new Map(['true', 'false', 'null'].map((word) => [word.charCodeAt(0), codes(word)]));

class Scanner {
  depth = 0;
  readonly #bytes: Uint8Array;
  readonly #options: JsonScanOptions;
  /** The byte that closes each open array or object. */
  readonly #open: number[] = [];
  #at = 0;

  constructor(bytes: Uint8Array, options: JsonScanOptions) {
    this.#bytes = bytes;
    this.#options = options;
  }

  run(): void {
    let isExpected = true;
    while (isExpected) isExpected = this.#value() ? this.#next() : true;
  }

  /** Reads a value, or the beginning of an array or object. Returns whether the value has ended. */
  #value(): boolean {
    const byte = this.#visible();
    this.#options.visitor?.begin?.(this.#at, this.#open.length);
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return this.#container(byte);
    if (byte === QUOTE) this.#string();
    else if (byte === MINUS || isDigit(byte)) this.#number();
    else this.#literal(LITERALS.get(byte));
    return this.#ended();
  }

  /** Returns whether the array or object is empty, and so has ended. */
  #container(byte: number): boolean {
    const close = byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
    this.#open.push(close);
    this.#at++;
    this.depth = Math.max(this.depth, this.#open.length);
    if (this.#open.length > (this.#options.maxDepth ?? Number.POSITIVE_INFINITY)) throw new Stop();
    if (this.#visible() === close) return this.#close();
    if (close === CLOSE_OBJECT) this.#name();
    return false;
  }

  #close(): true {
    this.#open.pop();
    this.#at++;
    return this.#ended();
  }

  #ended(): true {
    this.#options.visitor?.end?.(this.#at, this.#open.length);
    return true;
  }

  /** Reads what follows a value. Returns whether another value is expected, rather than the end of the text. */
  #next(): boolean {
    for (;;) {
      const byte = this.#visible();
      const close = this.#open.at(-1);
      if (close === undefined) {
        if (this.#at < this.#bytes.length) this.#fail();
        return false;
      }
      if (byte === close) this.#close();
      else if (byte !== COMMA) this.#fail();
      else {
        this.#at++;
        this.#visible();
        if (close === CLOSE_OBJECT) this.#name();
        return true;
      }
    }
  }

  /** Reads the name of a property and the colon. */
  #name(): void {
    const start = this.#at;
    this.#expect(QUOTE);
    this.#at = start;
    this.#string();
    this.#options.visitor?.name?.(start, this.#at, this.#open.length);
    this.#visible();
    this.#expect(COLON);
  }

  #string(): void {
    const { controlCharacters = false } = this.#options;
    for (this.#at++; ; this.#at++) {
      const byte = this.#byte();
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) this.#escape();
      else if (byte < SPACE && (!controlCharacters || byte < 0)) this.#fail();
    }
    this.#at++;
  }

  /** Reads an escape up to its last byte. */
  #escape(): void {
    this.#at++;
    const byte = this.#byte();
    if (!ESCAPES.has(byte)) this.#fail('invalid escape char');
    if (byte !== LETTER_U) return;
    for (let digit = 0; digit < 4; digit++) {
      this.#at++;
      if (!HEX_DIGITS.has(this.#byte())) this.#fail('invalid unicode escape');
    }
  }

  #number(): void {
    if (this.#byte() === MINUS) this.#at++;
    if (this.#byte() === ZERO) this.#at++;
    else this.#digits();
    if (this.#byte() === POINT) {
      this.#at++;
      this.#digits();
    }
    if (!EXPONENT.has(this.#byte())) return;
    this.#at++;
    if (SIGNS.has(this.#byte())) this.#at++;
    this.#digits();
  }

  #digits(): void {
    if (!isDigit(this.#byte())) this.#fail();
    while (isDigit(this.#byte())) this.#at++;
  }

  #literal(word: readonly number[] | undefined): void {
    if (!word) this.#fail();
    for (const byte of word) this.#expect(byte);
  }

  #expect(byte: number): void {
    if (this.#byte() !== byte) this.#fail();
    this.#at++;
  }

  /** The next byte that is not whitespace; -1 at the end. */
  #visible(): number {
    while (WHITESPACE.has(this.#byte())) this.#at++;
    return this.#byte();
  }

  #byte(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  #fail(problem: JsonFault['problem'] = 'invalid char'): never {
    const isEnd = this.#at >= this.#bytes.length;
    throw new Stop({ byte: this.#at, problem: isEnd ? 'unexpected end' : problem });
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** True if `JSON.parse()` accepts the text. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
