namespace Portal.Web.Features.SelfAssessments;

/// <summary>How old evidence is, seen from the period it is to speak for.</summary>
public enum EvidenceAge
{
    /// <summary>It describes a day in the period, or after it.</summary>
    InPeriod,

    /// <summary>A day in the year before the period.</summary>
    YearBefore,

    /// <summary>Longer ago.</summary>
    Old,
}

/// <summary>Says how old evidence is.</summary>
public static class EvidenceAges
{
    /// <summary>Evidence that describes a time more than this before the period is called old.</summary>
    private const int OldAfterMonths = 12;

    public static EvidenceAge Of(DateOnly describes, DateOnly periodFrom) =>
        describes >= periodFrom ? EvidenceAge.InPeriod : describes >= periodFrom.AddMonths(-OldAfterMonths) ? EvidenceAge.YearBefore : EvidenceAge.Old;

    public static string Words(this EvidenceAge age) => age switch
    {
        EvidenceAge.InPeriod => "Of the period or later",
        EvidenceAge.YearBefore => "Of the year before",
        _ => "Older",
    };
}
