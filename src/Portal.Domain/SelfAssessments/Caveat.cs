using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>Whether somebody qualifies what is said or disagrees with it.</summary>
public enum CaveatKind
{
    /// <summary>It is so, with a reservation.</summary>
    Caveat,

    /// <summary>They do not stand by it.</summary>
    Dissent,
}

/// <summary>A reservation or disagreement that stays on the record beside a self-assessment: it can be answered, and never changed or removed.</summary>
public sealed class Caveat : IBelongsToBody
{
    private readonly List<CaveatAnswer> _answers = [];

    private Caveat()
    {
    }

    public Id<Caveat> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public CaveatKind Kind { get; private set; }

    /// <summary>The judgement's code it is about; null where it is about the whole.</summary>
    public string? JudgementCode { get; private set; }

    /// <summary>The criterion it is about; null where it is about the judgement or the whole.</summary>
    public string? CriterionId { get; private set; }

    public string Text { get; private set; } = "";

    public Id<Person> MadeBy { get; private set; }

    /// <summary>Name and post or agency as they were on the day.</summary>
    public string MadeByName { get; private set; } = "";

    /// <inheritdoc cref="MadeByName"/>
    public string MadeByPost { get; private set; } = "";

    public DateTime MadeAt { get; private set; }

    public IReadOnlyList<CaveatAnswer> Answers => _answers;

    /// <summary>Puts it on the record.</summary>
    /// <param name="of">The self-assessment.</param>
    /// <param name="kind">Caveat or dissent.</param>
    /// <param name="about">The judgement and criterion it is about; null for the whole.</param>
    /// <param name="text">What is said.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="post">Their post or agency.</param>
    /// <param name="at">When, in UTC.</param>
    public static Caveat Make(SelfAssessment of, CaveatKind kind, (string? Judgement, string? Criterion) about, string? text, Person by, string post, DateTime at)
    {
        RequireOnRecord(of);
        return new Caveat
        {
            Id = Id<Caveat>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            Kind = kind,
            JudgementCode = about.Judgement,
            CriterionId = about.Criterion,
            Text = RuleBroken.IfBlank(Prose.Tidy(text), "caveat.blank", "Say what your reservation is.", "Text"),
            MadeBy = by.Id,
            MadeByName = by.Name,
            MadeByPost = post,
            MadeAt = at,
        };
    }

    /// <summary>Answers it, on the record too.</summary>
    public CaveatAnswer Answer(SelfAssessment of, string? text, Person by, string post, DateTime at)
    {
        RequireOnRecord(of);
        var answer = new CaveatAnswer(this, RuleBroken.IfBlank(Prose.Tidy(text), "caveat.blank-answer", "Enter your answer.", "Text"), by, post, at);
        _answers.Add(answer);
        return answer;
    }

    private static void RequireOnRecord(SelfAssessment of)
    {
        if (of.Status is not (SelfAssessmentStatus.InProgress or SelfAssessmentStatus.AwaitingSignatures))
        {
            throw new RuleBroken("caveat.closed", "This self-assessment is submitted or withdrawn: its record is closed. You can still read it.");
        }
    }
}

/// <summary>What is said to a caveat or dissent. Append-only.</summary>
public sealed class CaveatAnswer : IBelongsToBody
{
    private CaveatAnswer()
    {
    }

    internal CaveatAnswer(Caveat caveat, string text, Person by, string post, DateTime at)
    {
        Id = Id<CaveatAnswer>.New();
        CaveatId = caveat.Id;
        BodyId = caveat.BodyId;
        Text = text;
        MadeBy = by.Id;
        MadeByName = by.Name;
        MadeByPost = post;
        MadeAt = at;
    }

    public Id<CaveatAnswer> Id { get; private set; }

    public Id<Caveat> CaveatId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public string Text { get; private set; } = "";

    public Id<Person> MadeBy { get; private set; }

    public string MadeByName { get; private set; } = "";

    public string MadeByPost { get; private set; } = "";

    public DateTime MadeAt { get; private set; }
}
