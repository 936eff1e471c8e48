using Portal.Domain.Evidence;

namespace Portal.Web.Documents.PackIndex;

/// <summary>One file of evidence in the pack.</summary>
/// <param name="Number">In the register, from 1.</param>
/// <param name="Title">As the person who added it named it.</param>
/// <param name="Kind">Audit, data and so on.</param>
/// <param name="Describes">The day the evidence describes.</param>
/// <param name="Shows">What it shows.</param>
/// <param name="Href">Path below <c>data/</c>, not encoded, with <c>/</c> between folders: <c>evidence/012 Section 11 audit.pdf</c>. Empty where it is withheld.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
public sealed record PackEvidence(
    int Number, string Title, EvidenceKind Kind, DateOnly Describes, string Shows, string Href, string Sha256, long Length)
{
    /// <summary>Whether its file is not in the pack; its title says why.</summary>
    public bool IsWithheld => Href.Length == 0;
}
