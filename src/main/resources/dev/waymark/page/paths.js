// What is watched, and how often: 304 answers cost next to nothing, but they are answers.
export const STATUS = '/migrations/status';
export const VERIFICATION = '/schema/verification';
export const RUNS = '/migrations/runs';
export const PLAN = '/migrations/plan';
export const REHEARSALS = '/migrations/rehearsals';

/** What could be streamed, where it is not. */
export const WITHOUT_STREAM = 2000;
export const OFTEN = 4000;
export const RARELY = 60_000;
export const SELDOM = 6000;
