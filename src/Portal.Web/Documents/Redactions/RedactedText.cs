using Portal.Web.Documents.Papers;

namespace Portal.Web.Documents.Redactions;

/// <summary>What was signed, without what is withheld. Everything in a redacted pack is written from it alone, so that nothing of what is withheld comes into any file.</summary>
internal sealed class RedactedText
{
    /// <param name="signed">What was signed.</param>
    /// <param name="onRecord">Its caveats and dissent.</param>
    /// <param name="signatures">Who signed.</param>
    /// <param name="withheld">What is left out.</param>
    public RedactedText(SelfAssessmentDocument signed, IReadOnlyList<CaveatSection> onRecord, IReadOnlyList<SignedBy> signatures, Withheld withheld)
    {
        signed = WithoutItems(signed, withheld);
        var cut = new EachText((_, text) => withheld.Cut(text));
        var left = cut.In(signed);
        Document = left with
        {
            Form = "redacted-self-assessment/1",

            // What a file was called can hold words in forms that nobody thinks of: A_Smith-plan2.pdf.
            Evidence = [.. left.Evidence.Select(e => e.IsWithheld ? e : e with { FileName = e.Title + Path.GetExtension(e.FileName) })],
        };
        OnRecord = [.. onRecord.Select(cut.In)];
        Signatures = [.. signatures.Select(s => cut.In(s) with { ContentHash = "" })];
        Notes = withheld.Notes();
    }

    public SelfAssessmentDocument Document { get; }

    public IReadOnlyList<CaveatSection> OnRecord { get; }

    /// <summary>Without the hash that was signed: whoever has that can try words in the place of a mark until the hash is right.</summary>
    public IReadOnlyList<SignedBy> Signatures { get; }

    /// <summary>What is told of what is withheld, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Of an item that is withheld there stays its number, its kind and the day it describes.</summary>
    public static SelfAssessmentDocument WithoutItems(SelfAssessmentDocument signed, Withheld withheld) => signed with
    {
        Evidence = [.. signed.Evidence.Select(e => withheld.ReasonOf(e.Number) is { } reason
            ? new EvidenceEntry(e.Number, Guid.Empty, $"Withheld: {reason}", e.Kind, e.Describes, "", "", "", 0, "", "", default) { IsWithheld = true }
            : e)],
        Judgements = [.. signed.Judgements.Select(j => j with
        {
            Criteria = [.. j.Criteria.Select(c => c with { Evidence = [.. c.Evidence.Select(u => withheld.ReasonOf(u.Number) is null ? u : u with { Passage = null })] })],
        })],
    };
}
