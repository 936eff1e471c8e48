namespace Portal.Web.Documents.PackIndex;

/// <summary>The page a review team opens first.</summary>
public static class PackIndexPage
{
    /// <param name="writer">UTF-8, as the page declares; left open.</param>
    /// <param name="pack">What to show.</param>
    /// <exception cref="ArgumentException">The path of a piece of evidence leads out of the pack.</exception>
    public static void Write(TextWriter writer, PackDocument pack) => new HtmlEdition(pack).Write(writer, PackAddress.Start);
}
