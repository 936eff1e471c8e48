using Portal.Domain.Frameworks;

namespace Portal.Web.Documents.PackIndex;

/// <summary>All that the HTML edition of an evidence pack says: the signed version as the review team reads it. Times are in UK words already.</summary>
public sealed record PackDocument
{
    public required string Title { get; init; }

    /// <summary>The board or authority that assessed itself.</summary>
    public required string BodyName { get; init; }

    public required string FrameworkTitle { get; init; }

    /// <summary>The headings over what is said about each criterion.</summary>
    public AnswerQuestions Questions { get; init; } = AnswerQuestions.AsHeadings;

    /// <summary>The period the self-assessment speaks of, in words.</summary>
    public required string Period { get; init; }

    /// <summary>When it was submitted, UK time, in words.</summary>
    public required string Submitted { get; init; }

    /// <summary>The day on which it was submitted, in the United Kingdom.</summary>
    public required DateOnly SubmittedOn { get; init; }

    /// <summary>SHA-256 of <c>self-assessment.json</c>, which is what was signed; empty where something is withheld.</summary>
    public required string ContentHash { get; init; }

    public required IReadOnlyList<PackJudgement> Judgements { get; init; }

    /// <summary>Every piece of evidence once, in the order of its number.</summary>
    public required IReadOnlyList<PackEvidence> Evidence { get; init; }

    public required IReadOnlyList<PackSignature> Signatures { get; init; }

    /// <summary>Caveats and dissent on the record; where there are none, the page says nothing of them.</summary>
    public IReadOnlyList<PackCaveat> Caveats { get; init; } = [];

    /// <summary>The questions of Annex A with what is said to each; where nothing was said, the page says nothing of them.</summary>
    public IReadOnlyList<(string Heading, string Question, string? Said)> AnnexA { get; init; } = [];

    /// <summary>What is withheld, a line each; empty where nothing is.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Further files of the pack that the start page names, by path below <c>data/</c>.</summary>
    public IReadOnlyList<(string Name, string Title)> Files { get; init; } = [];

    /// <summary>Whose words the framework quotes, and under which licence.</summary>
    public required string Attribution { get; init; }
}

/// <summary>A caveat or dissent as the review team reads it.</summary>
/// <param name="Heading">What it is and what it is about.</param>
/// <param name="Text">What is said.</param>
/// <param name="By">Who said it, for whom and when.</param>
/// <param name="Answers">What was answered, with who answered.</param>
/// <param name="Subject">The criterion's id or the judgement's code it is about; null for the whole.</param>
public sealed record PackCaveat(string Heading, string Text, string By, IReadOnlyList<(string Text, string By)> Answers, string? Subject = null);
