/** Which consultation a page is about, below the page's own heading: in whatever direction its title is written. */
export const About = ({ title }: { title: string }) => (
  <p className="lead" dir="auto">
    {title}
  </p>
)
