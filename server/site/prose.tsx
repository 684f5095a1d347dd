/** Text that somebody wrote, as paragraphs. Only text: no markup of any kind is read out of it. */
export function Prose({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((p) => p.trim() !== '')
  return (
    <>
      {paragraphs.map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        <p key={i} className="prose" dir="auto">
          {paragraph}
        </p>
      ))}
    </>
  )
}

/** The first paragraph of a text, for a card. */
export const firstParagraph = (text: string) => text.split(/\n\s*\n/)[0]?.trim() ?? ''
