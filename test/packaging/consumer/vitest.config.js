/** Runs `fake-timers.mjs` in Vitest. */
export default {
  test: {
    globals: true,
    include: ['fake-timers.mjs'],
    setupFiles: ['./vitest-setup.mjs'],
    // Only ends a hang.
    testTimeout: 600_000,
  },
};
