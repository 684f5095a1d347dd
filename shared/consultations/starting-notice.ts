/** What only the body knows: a notice that still holds one of these is not saved. */
export const blanks = [
  '[name of the body]',
  '[e-mail or telephone of the data protection officer]',
  '[the law that gives it this task]',
  '[how long, and why so long]',
  '[where to send a complaint]',
] as const

const [body, officer, law, howLong, complaints] = blanks

/**
 * Where an officer starts from: who, why, lawful basis, who sees it, how long, rights and contact, as UK GDPR Articles 13
 * and 14 ask. It claims only what the platform does, and for the deletion at the end, which the platform does not do by
 * itself, what the body does; whether words may be published is said beside it on the public page.
 */
export const startingNotice = `Who asks. ${body} asks these questions and is the controller of your answers. Ask its data protection officer: ${officer}.

What for. To decide what this consultation says is still open, and to see who was heard and who was missing. Your answers are used for nothing else.

Why we may. It is a task in the public interest (UK GDPR, Article 6(1)(e)), under ${law}. The questions about you at the end ask for special category data. We use them only to check equality of opportunity and treatment (Article 9(2)(g); Data Protection Act 2018, Schedule 1, paragraph 8), and for no decision about you.

What we keep. No name, e-mail address or device is kept with your answer. A postcode becomes the name of a borough and is dropped. Answering is voluntary, and every question about you is optional. Those answers are kept apart from your other answers.

Who sees it. The consultation team reads what you write. We publish totals, and no small numbers.

How long. We keep your answer for ${howLong}, counted from the day this closes, and delete it no later than that. Our data protection officer sees to it, and can tell you that it is done.

Your rights. With your receipt you can see where your answer stands, withdraw it until the results are frozen, and have it erased at any time. Without the receipt we cannot find it, because we do not know who you are. You can object to our using it, or complain: ${complaints}. You can also complain to the Information Commissioner’s Office, ico.org.uk, 0303 123 1113.`
