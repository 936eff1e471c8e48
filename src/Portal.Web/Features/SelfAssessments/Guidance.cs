using Portal.Domain.Frameworks;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What stands beside the questions: what good looks like, what the grades mean, what often shows it, what separated grades elsewhere.</summary>
/// <param name="Framework">The framework version that is answered.</param>
/// <param name="Area">The judgement in question.</param>
/// <param name="Asked">The criterion; null beside a judgement.</param>
/// <param name="Grade">Code of the grade that was given; null when none was.</param>
public sealed record Guidance(Framework Framework, JudgementArea Area, Criterion? Asked, string? Grade)
{
    /// <summary>The grade that was given with its neighbours, best first; none when no grade was given.</summary>
    public IReadOnlyList<GradeDefinition> Near => Place < 0 ? [] : [.. Described.Where((_, i) => Math.Abs(i - Place) <= 1)];

    /// <summary>The other grades.</summary>
    public IReadOnlyList<GradeDefinition> Far => [.. Described.Except(Near)];

    /// <summary>What bodies of one grade had in common, and other points to think about: those of this judgement and those of the framework as a whole.</summary>
    public IReadOnlyList<Prompt> Prompts(PromptKind kind) =>
        [.. Framework.Prompts.Where(p => p.Kind == kind && (p.Judgement is null || p.Judgement == Area.Code))];

    public IEnumerable<AnnexAListReference> AnnexALists => Asked is null ? [] : Framework.AnnexALists.Where(l => Asked.AnnexALists.Contains(l.Number));

    private List<GradeDefinition> Described => [.. Framework.Scale.Where(g => Area.Descriptors.ContainsKey(g.Code))];

    private int Place => Described.FindIndex(g => g.Code == Grade);
}
