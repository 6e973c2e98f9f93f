/** Values that programs, languages and signatures encode differently. */

export const chinese = '磁盘使用率超过阈值，请处理';
/** With characters outside the Basic Multilingual Plane, a joined one, and combining characters. */
export const emoji = '🚨 👩‍💻 é';
/** Every character that some form of percent-encoding leaves as it is, and those with a meaning in URLs, JSON and shells. */
export const symbols = `~*+%'!() "&=#/?\\ 100%25 a+b`;
