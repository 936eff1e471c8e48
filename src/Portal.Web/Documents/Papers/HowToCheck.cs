using System.Text;
using Portal.Web.Time;

namespace Portal.Web.Documents.Papers;

/// <summary>How to check a pack with standard tools alone, as a plain text within it.</summary>
public static class HowToCheck
{
    /// <summary>Below <c>data/</c>.</summary>
    public const string Name = "HOW-TO-CHECK.txt";

    private const string Compare = """
        Compare the SHA-256 of the whole ZIP file with the one you were given in another way, such as
           in the portal, on the receipt or in a mail. This alone shows that nobody made another pack
           in its place.

               sha256sum NAME-OF-THE-PACK.zip
        """;

    /// <summary>For a pack with what was signed, or with what is left of it.</summary>
    public static string Text(SignedPapers papers) => papers.IsRedacted ? Redacted(papers) : Text(papers.Title, $"Submitted {papers.SubmittedAt.Words()}", $"""
        3. Check that the text is the one that was signed. The SHA-256 of data/self-assessment.json
           is the content hash, and must be

           {papers.ContentHash}

           Linux:    sha256sum data/self-assessment.json
           macOS:    shasum -a 256 data/self-assessment.json

        4. Check that it was signed. data/signatures.json names who signed, when (UTC), and the content
           hash that each was shown. It must be the same as above in each:

        {Signatures(papers)}

           The text names the SHA-256 of every file of evidence, so whoever signed the text signed for
           those files too.

        5. {Compare}
        """);

    private static string Redacted(SignedPapers papers) => Text(papers.Title, $"Submitted {papers.SubmittedAt.Words()}; some of it is withheld from you", $"""
        3. The text that was signed is not in this pack, because words of it or evidence behind it are
           withheld. Its content hash is not told either: with it, somebody could try words until it is
           right. data/signatures.json names who signed, and when. What is withheld, and why:

        {Lines(papers.Withheld)}

        4. {Compare}
        """);

    /// <summary>For a pack that stands beside the one that was signed.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="beside">The SHA-256 of the pack beside which it stands.</param>
    /// <param name="signed">The content hash that was signed.</param>
    public static string Beside(string title, string beside, string signed) => Text(title, "It stands beside a pack that was signed, and is no part of what was signed", $"""
        3. See beside which pack it stands. The SHA-256 of that pack as a ZIP file is

           {beside}

           and the content hash that was signed in it is

           {signed}

        4. {Compare}
        """);

    private static string Text(string title, string what, string further) => $"""
        HOW TO CHECK THIS PACK

        {OneLine(title)}
        {what}

        You need no program of the portal: every command below comes with the system.

        1. Unpack the ZIP file, and open the one folder in it.

               unzip NAME-OF-THE-PACK.zip
               cd NAME-OF-THE-FOLDER

        2. Check that every file is there and is what it was when the pack was made.

           Linux:    sha256sum -c manifest-sha256.txt
           macOS:    shasum -a 256 -c manifest-sha256.txt

           Each line must end with OK, and no other file may lie in the folder "data".
           The files about the pack itself are checked in the same way:

           Linux:    sha256sum -c tagmanifest-sha256.txt
           macOS:    shasum -a 256 -c tagmanifest-sha256.txt

           Windows (PowerShell) gives the SHA-256 of one file, to be compared with its line in
           manifest-sha256.txt:

           Get-FileHash -Algorithm SHA256 "data\index.html"

        {further}

        The pack is a BagIt 1.0 bag (RFC 8493) with RO-Crate 1.1 metadata (data/ro-crate-metadata.json):
        any program for either can read it too. Begin reading at data/index.html.

        """.ReplaceLineEndings("\n");

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"   {OneLine(line)}"));

    private static string Signatures(SignedPapers papers)
    {
        var lines = new StringBuilder();
        foreach (var signature in papers.Signatures)
        {
            lines.Append(lines.Length == 0 ? "" : "\n").Append("   ").Append(OneLine($"{signature.Name}, {signature.Post}, {signature.At.Words()}")).Append("\n   ").Append(signature.ContentHash);
        }

        return lines.ToString();
    }

    /// <summary>What people wrote must not look like another line of the instructions, nor steer a terminal.</summary>
    private static string OneLine(string text) => new([.. text.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))]);
}
