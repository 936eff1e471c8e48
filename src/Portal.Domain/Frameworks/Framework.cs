using Portal.Domain.People;

namespace Portal.Domain.Frameworks;

/// <summary>
/// An inspection framework in one version: the scale, the judgements and their criteria, and what limits a judgement. It is data: a new
/// framework is a new file, and a version that has been used never changes.
/// </summary>
public sealed record Framework
{
    /// <summary>The same in every version: lower-case words joined by hyphens.</summary>
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string ShortTitle { get; init; }

    public required AssessedBody Body { get; init; }

    public AnsweredBy AnsweredBy { get; init; }

    /// <summary>First day inspections could use it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day inspections could use it; null while it is in use.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What is asked about each criterion.</summary>
    public AnswerQuestions Questions { get; init; } = AnswerQuestions.Usual;

    /// <summary>What became of an earlier version's criteria; null for a first version.</summary>
    public Succession? Replaces { get; init; }

    /// <summary>Best grade first.</summary>
    public required IReadOnlyList<GradeDefinition> Scale { get; init; }

    /// <summary>In the framework's order; a judgement comes after its parent.</summary>
    public required IReadOnlyList<JudgementArea> Judgements { get; init; }

    public required IReadOnlyList<LimitingRule> LimitingRules { get; init; }

    public OutcomeTable? OutcomeTable { get; init; }

    public required IReadOnlyList<Prompt> Prompts { get; init; }

    /// <summary>The lists of Annex A its criteria refer to.</summary>
    public required IReadOnlyList<AnnexAListReference> AnnexALists { get; init; }

    public required string Source { get; init; }

    /// <summary>Licence and authorship statement to show wherever its text is shown.</summary>
    public required string Attribution { get; init; }

    /// <summary>SHA-256, 64 lower-case hexadecimal digits, of its content; layout and the order of properties do not change it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>True when bodies of this kind assess themselves against it.</summary>
    public bool IsFor(BodyKind kind) => kind == Body switch
    {
        AssessedBody.SafeguardingBoard => BodyKind.SafeguardingBoard,
        _ => BodyKind.LocalAuthority,
    };

    /// <summary>The judgements that have criteria, in the framework's order.</summary>
    public IEnumerable<JudgementArea> Areas => Judgements.Where(j => j.Criteria.Count > 0);

    public IEnumerable<Criterion> Criteria => Judgements.SelectMany(j => j.Criteria);

    /// <exception cref="KeyNotFoundException">The framework has no such judgement.</exception>
    public JudgementArea Judgement(string code) =>
        FindJudgement(code) ?? throw new KeyNotFoundException($"{Code} version {Version} has no judgement \"{code}\".");

    /// <exception cref="KeyNotFoundException">The framework has no such criterion.</exception>
    public Criterion Criterion(string id) =>
        FindCriterion(id) ?? throw new KeyNotFoundException($"{Code} version {Version} has no criterion \"{id}\".");

    /// <summary>The judgement a criterion belongs to.</summary>
    /// <exception cref="KeyNotFoundException">The framework has no such criterion.</exception>
    public JudgementArea JudgementOf(string criterionId) =>
        Judgements.FirstOrDefault(j => j.Criteria.Any(c => Same(c.Id, criterionId)))
        ?? throw new KeyNotFoundException($"{Code} version {Version} has no criterion \"{criterionId}\".");

    /// <exception cref="KeyNotFoundException">The scale has no such grade.</exception>
    public GradeDefinition Grade(string code) =>
        FindGrade(code) ?? throw new KeyNotFoundException($"{Code} version {Version} has no grade \"{code}\".");

    public JudgementArea? FindJudgement(string code) => Judgements.FirstOrDefault(j => Same(j.Code, code));

    public Criterion? FindCriterion(string id) => Criteria.FirstOrDefault(c => Same(c.Id, id));

    public GradeDefinition? FindGrade(string code) => Scale.FirstOrDefault(g => Same(g.Code, code));

    /// <summary>The judgements directly under one; those at the top for null.</summary>
    public IEnumerable<JudgementArea> ChildrenOf(string? code) => Judgements.Where(j => Same(j.Parent, code));

    /// <summary>The limiting rules that have something to say about grades which people gave (judgement code to grade code).</summary>
    public IEnumerable<LimitingRule> LimitsConcerning(IReadOnlyDictionary<string, string> grades) =>
        LimitingRules.Where(r => r.Concerns(grades));

    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
