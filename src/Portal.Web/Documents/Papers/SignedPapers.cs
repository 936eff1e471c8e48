namespace Portal.Web.Documents.Papers;

/// <summary>All that the papers of a pack are written from: the signed version, what stands on the record beside it, and where its evidence lies in the pack.</summary>
/// <param name="Document">The text that was signed.</param>
/// <param name="ContentHash">SHA-256 of its bytes, which is what was signed; empty where something is withheld, since it would confirm what somebody guesses.</param>
/// <param name="SubmittedAt">UTC.</param>
/// <param name="Signatures">In the order in which they were given.</param>
/// <param name="OnRecord">Caveats and dissent, also those made after freezing.</param>
/// <param name="Paths">Of each item of evidence by its number, below <c>data/</c>.</param>
public sealed record SignedPapers(
    SelfAssessmentDocument Document, string ContentHash, DateTime SubmittedAt, IReadOnlyList<SignedBy> Signatures, IReadOnlyList<CaveatSection> OnRecord, IReadOnlyDictionary<int, string> Paths)
{
    /// <summary>What is withheld from those who get these papers, a line each; empty where nothing is.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Whether anything is withheld. The text that was signed is not among the papers then.</summary>
    public bool IsRedacted => Withheld.Count > 0;

    /// <summary>What the whole is called.</summary>
    public string Title => $"Self-assessment of {Document.Body.Name}{(IsRedacted ? ", redacted" : "")}";

    /// <summary>What the crate says of it.</summary>
    public CrateAbout Crate => new()
    {
        Name = $"{Title}, with its evidence",
        Description = IsRedacted
            ? $"What {Document.Body.Name} assessed of itself against {Document.Framework.Title}, without what is withheld. {string.Join(" ", Withheld.Select(w => $"{w}."))}"
            : $"What {Document.Body.Name} assessed of itself against {Document.Framework.Title}, as it was signed and submitted, with the evidence behind it.",
        Identifier = IsRedacted ? $"urn:uuid:{Document.Id}#redacted" : $"sha256:{ContentHash}",
        PublishedAt = SubmittedAt,
        PeriodFrom = Document.PeriodFrom,
        PeriodTo = Document.PeriodTo,
        Body = Document.Body,
        Attribution = Document.Attribution,
        Evidence = Document.Evidence.Where(e => !e.IsWithheld).ToDictionary(e => Paths[e.Number], StringComparer.Ordinal),
        Signatures = Signatures,
        SignedFile = IsRedacted ? null : "self-assessment.json",
    };

    /// <summary>The criteria that rest on each item of evidence, with reference and passage.</summary>
    public ILookup<int, string> Uses => Document.Judgements.SelectMany(j => j.Criteria)
        .SelectMany(c => c.Evidence.Select(u => (
            u.Number, Text: $"{c.Id}{(u.Reference is { } reference ? $" [{reference}]" : "")}{(string.IsNullOrWhiteSpace(u.Passage) ? "" : $", {u.Passage}")}")))
        .ToLookup(u => u.Number, u => u.Text);
}

/// <summary>One signature.</summary>
/// <param name="Post">Chair, director of children’s services.</param>
/// <param name="Name">Of the person.</param>
/// <param name="At">UTC.</param>
/// <param name="ContentHash">What they signed.</param>
public sealed record SignedBy(string Post, string Name, DateTime At, string ContentHash);
