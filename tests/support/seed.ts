import fc from 'fast-check'

/** Property tests try the same cases in every run, so that what fails is due to the change; with `FOLKMOOT_SEED` they try others. */
fc.configureGlobal({ seed: Number(process.env.FOLKMOOT_SEED ?? 2026) })
