namespace Portal.Domain.Frameworks;

/// <summary>The place of a judgement in its framework.</summary>
public enum JudgementKind
{
    /// <summary>Overall effectiveness, reached by inspectors from the others. No formula leads to it.</summary>
    Overall,

    /// <summary>One of the judgements the overall one rests on.</summary>
    KeyJudgement,

    /// <summary>A graded part of a key judgement, such as adoption performance.</summary>
    SubJudgement,

    /// <summary>The single judgement of the review of a Local Safeguarding Children Board.</summary>
    Review,

    /// <summary>A standard that is met or not, beside others of the same weight.</summary>
    Standard,
}
