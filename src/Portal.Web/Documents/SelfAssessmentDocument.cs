using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Words;

namespace Portal.Web.Documents;

/// <summary>A whole self-assessment at one moment: what is frozen, signed, and laid into the pack as <c>self-assessment.json</c>.</summary>
/// <remarks>Its JSON is written once, at freezing; the bytes themselves are kept, so the signed hash can be checked by anybody with a SHA-256 tool.</remarks>
public sealed record SelfAssessmentDocument
{
    /// <summary>Name and version of this form.</summary>
    public string Form { get; init; } = "self-assessment/1";

    public required Guid Id { get; init; }

    public required NamedCode Body { get; init; }

    public required FrameworkReference Framework { get; init; }

    public required DateOnly PeriodFrom { get; init; }

    public required DateOnly PeriodTo { get; init; }

    public required DateOnly SubmissionDate { get; init; }

    /// <summary>Number of the frozen version.</summary>
    public required int Version { get; init; }

    public required DateTime FrozenAt { get; init; }

    public required IReadOnlyList<JudgementSection> Judgements { get; init; }

    /// <summary>The evidence that supports the answers, numbered in the order in which it is first used.</summary>
    public required IReadOnlyList<EvidenceEntry> Evidence { get; init; }

    /// <summary>The caveats and dissent that were on the record when it was frozen; null where there were none, as in versions of former days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaveatSection>? Caveats { get; init; }

    /// <summary>The questions of Annex A that do not fit a spreadsheet, with what is said to each; null where nothing was said to any, as in versions of former days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AnnexASection>? AnnexA { get; init; }

    /// <summary>Who wrote the criteria and under which terms.</summary>
    public required string Attribution { get; init; }

    /// <summary>The same with those judgements and criteria only, and the evidence behind them.</summary>
    /// <param name="keep">Tells of a judgement's code and a criterion's id, null for the judgement itself, whether to keep it.</param>
    public SelfAssessmentDocument Only(Func<string, string?, bool> keep)
    {
        var judgements = Judgements.Select(j => (Kept: keep(j.Code, null), Section: j with { Criteria = [.. j.Criteria.Where(c => keep(j.Code, c.Id))] }))
            .Where(j => j.Kept || j.Section.Criteria.Count > 0)
            .Select(j => j.Kept ? j.Section : j.Section with { Grade = null, GradeLabel = null, Text = JudgementText.Empty, DecidedBy = null, DecidedAt = null }).ToList();
        var used = judgements.SelectMany(j => j.Criteria).SelectMany(c => c.Evidence).Select(u => u.Number).ToHashSet();
        var caveats = Caveats?.Where(IsKept).ToList();
        var annexA = AnnexA?.Where(q => keep(q.Judgement, null)).ToList();
        return this with
        {
            Judgements = judgements,
            Evidence = [.. Evidence.Where(e => used.Contains(e.Number))],
            Caveats = caveats is { Count: > 0 } ? caveats : null,
            AnnexA = annexA is { Count: > 0 } ? annexA : null,
        };

        // What is said of the whole goes with the whole.
        bool IsKept(CaveatSection caveat) => caveat.Subject is null
            ? Judgements.All(j => keep(j.Code, null) && j.Criteria.All(c => keep(j.Code, c.Id)))
            : Judgements.Any(j => (j.Code == caveat.Subject && keep(j.Code, null)) || j.Criteria.Any(c => c.Id == caveat.Subject && keep(j.Code, c.Id)));
    }

    /// <summary>The text that is frozen.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Format);

    /// <exception cref="JsonException">The text is no frozen self-assessment.</exception>
    public static SelfAssessmentDocument Parse(string json) =>
        JsonSerializer.Deserialize<SelfAssessmentDocument>(json, DocumentJson.Format) ?? throw new JsonException("The frozen text is empty.");

    /// <summary>SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal digits: the content hash that is signed.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}

/// <summary>A body by code and name.</summary>
public sealed record NamedCode(string Code, string Name);

/// <summary>The framework version that was answered, and what it asked about each criterion where that was not the usual.</summary>
public sealed record FrameworkReference(string Code, int Version, string Title, string ContentHash, AnswerQuestions? Questions = null);

/// <summary>One judgement with the criteria under it.</summary>
/// <param name="Grade">Code of the grade a person gave; null where none is given.</param>
/// <param name="GradeLabel">The grade in the framework's words.</param>
public sealed record JudgementSection(
    string Code, string Title, string? Grade, string? GradeLabel, JudgementText Text, string? DecidedBy, DateTime? DecidedAt, IReadOnlyList<CriterionSection> Criteria);

/// <summary>One criterion with its answer and the evidence behind it.</summary>
public sealed record CriterionSection(
    string Id, string Title, string Text, AnswerText? Answer, string? SelfGradeLabel, string? WrittenBy, DateTime? WrittenAt, IReadOnlyList<EvidenceUse> Evidence);

/// <summary>A question of Annex A with what is said to it.</summary>
/// <param name="Judgement">Code of the judgement it bears on.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Said">The answer; null where there is none.</param>
public sealed record AnnexASection(string Id, string Judgement, string Title, string Question, string? Said, string? WrittenBy, DateTime? WrittenAt);

/// <summary>A caveat or dissent on the record.</summary>
/// <param name="Subject">The criterion's id or the judgement's code it is about; null for the whole.</param>
public sealed record CaveatSection(CaveatKind Kind, string? Subject, string Text, string By, string Post, DateTime At, IReadOnlyList<CaveatAnswerSection> Answers);

/// <summary>What was answered to it.</summary>
public sealed record CaveatAnswerSection(string Text, string By, string Post, DateTime At);

/// <summary>A reference from an answer to the numbered evidence, with the page or passage.</summary>
/// <param name="Number">Of the evidence in this document.</param>
/// <param name="Passage">Page or passage; null for the whole.</param>
/// <param name="Reference">The number by which the text refers to it; null in documents from before there was one.</param>
public sealed record EvidenceUse(int Number, string? Passage, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Reference = null);

/// <summary>One item of evidence, with the file's hash.</summary>
public sealed record EvidenceEntry(
    int Number,
    Guid Id,
    string Title,
    EvidenceKind Kind,
    DateOnly Describes,
    string Shows,
    string FileName,
    string ContentType,
    long Size,
    string Sha256,
    string AddedBy,
    DateTime AddedAt)
{
    /// <summary>The version of the file; nothing where it is the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    /// <summary>Its sensitivity marking; nothing where it is OFFICIAL.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SecurityMarking? Marking { get; init; }

    /// <summary>Its title, with its marking where it has one.</summary>
    [JsonIgnore]
    public string MarkedTitle => Marking is { } marking ? $"{Title} ({marking.Words()})" : Title;

    /// <summary>In a redacted text: the item is withheld, and its title says why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWithheld { get; init; }
}
