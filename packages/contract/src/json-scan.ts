/**
 * Scans JSON bytes for what `JSON.parse` does not report: the byte of the first error, the depth of nesting, and the
 * positions of values. It accepts exactly what `JSON.parse` accepts, in linear time and without recursion.
 */

/** A syntax error in JSON. */
export interface JsonProblem {
  /** Offset of the byte, starting at 0; the length of the JSON if it ends too early. */
  readonly byte: number;
  readonly detail:
    | 'unexpected end'
    | 'invalid char'
    | 'invalid escape char'
    | 'invalid unicode escape'
    | 'float number is infinity';
}

export interface JsonScan {
  /** The first error; `undefined` for valid JSON, and if the scan stopped at `maxDepth`. */
  readonly problem: JsonProblem | undefined;
  /** Levels of arrays and objects before the error; one more than `maxDepth` if the scan stopped there. */
  readonly depth: number;
  /** Offset at which the scan stopped. */
  readonly end: number;
}

export interface JsonScanOptions {
  /** Accepts raw control characters in strings, as some parsers do. @default false */
  readonly controlCharacters?: boolean;
  /** Stops at the first array or object that is nested deeper. @default no limit */
  readonly maxDepth?: number;
  /** Called during the scan. An `end` offset is exclusive; `level` is the number of arrays and objects around the value. */
  readonly visitor?: JsonVisitor;
}

export interface JsonVisitor {
  /** Receives the range of a property name, including its quotes. */
  name?(start: number, end: number, level: number): void;
  begin?(start: number, level: number): void;
  end?(end: number, level: number): void;
}

/** Scans JSON. Never throws unless the visitor does. */
export function scanJson(bytes: Uint8Array, options: JsonScanOptions = {}): JsonScan {
  const scanner = new Scanner(bytes, options);
  try {
    scanner.run();
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { problem: stop.problem, depth: scanner.depth, end: scanner.at };
  }
  return { problem: undefined, depth: scanner.depth, end: scanner.at };
}

/** Thrown to end a scan. It is not an Error, to save the stack. */
class Stop {
  readonly problem: JsonProblem | undefined;
  constructor(problem?: JsonProblem) {
    this.problem = problem;
  }
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const PLUS = 0x2b;
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
const LARGE_E = 0x45;
const SMALL_E = 0x65;
const LETTER_U = 0x75;

const codes = (characters: string) => Array.from(characters, (character) => character.charCodeAt(0));
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

  get at(): number {
    return this.#at;
  }

  run(): void {
    let isExpected = true;
    while (isExpected) isExpected = this.#value() ? this.#next() : true;
  }

  /** Reads a value, or the start of an array or object. Returns whether the value has ended. */
  #value(): boolean {
    const byte = this.#visible();
    this.#options.visitor?.begin?.(this.#at, this.#open.length);
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return this.#container(byte);
    if (byte === QUOTE) this.#string();
    else if (byte === MINUS || isDigit(byte)) this.#number();
    else this.#literal(LITERALS.get(byte));
    return this.#ended();
  }

  /** Reads the start of an array or object. Returns whether it is empty, and so has ended. */
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

  /** Reads what follows a value. Returns whether another value is expected. */
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
    // Most bytes are in strings, so this loop uses local variables.
    const bytes = this.#bytes;
    const lowest = this.#options.controlCharacters ? 0 : SPACE;
    let at = this.#at + 1;
    for (; ; at++) {
      const byte = bytes[at] ?? -1;
      if (byte === QUOTE) break;
      if (byte !== BACKSLASH && byte >= lowest) continue;
      this.#at = at;
      if (byte !== BACKSLASH) this.#fail();
      this.#escape();
      at = this.#at;
    }
    this.#at = at + 1;
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
    const exponent = this.#byte();
    if (exponent !== SMALL_E && exponent !== LARGE_E) return;
    this.#at++;
    const sign = this.#byte();
    if (sign === PLUS || sign === MINUS) this.#at++;
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

  /** Skips whitespace and returns the next byte; -1 at the end. */
  #visible(): number {
    let byte = this.#byte();
    while (byte === SPACE || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      this.#at++;
      byte = this.#byte();
    }
    return byte;
  }

  #byte(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  #fail(detail: JsonProblem['detail'] = 'invalid char'): never {
    const isEnd = this.#at >= this.#bytes.length;
    throw new Stop({ byte: this.#at, detail: isEnd ? 'unexpected end' : detail });
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Returns whether `JSON.parse()` accepts the string. */
export function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
