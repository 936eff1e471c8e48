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
        Document = cut.In(signed) with { Form = "redacted-self-assessment/1" };
        OnRecord = [.. onRecord.Select(cut.In)];
        Signatures = [.. signatures.Select(cut.In)];
        Notes = withheld.Notes();
    }

    public SelfAssessmentDocument Document { get; }

    public IReadOnlyList<CaveatSection> OnRecord { get; }

    public IReadOnlyList<SignedBy> Signatures { get; }

    /// <summary>What is told of what is withheld, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Of an item that is withheld there stays its number, its kind and the day it describes.</summary>
    public static SelfAssessmentDocument WithoutItems(SelfAssessmentDocument signed, Withheld withheld) => signed with
    {
        Evidence = [.. signed.Evidence.Select(e => withheld.ReasonOf(e.Number) is { } reason
            ? e with { Title = $"Withheld: {reason}", Shows = "", FileName = "", ContentType = "", Size = 0, Sha256 = "", AddedBy = "", IsWithheld = true }
            : e)],
        Judgements = [.. signed.Judgements.Select(j => j with
        {
            Criteria = [.. j.Criteria.Select(c => c with { Evidence = [.. c.Evidence.Select(u => withheld.ReasonOf(u.Number) is null ? u : u with { Passage = null })] })],
        })],
    };
}
