import { config } from 'zod'

/** The page's policy allows no eval. zod would try it once to be faster, and each try is a violation in the reports. */
config({ jitless: true })
