using System.Text.Json.Serialization;

namespace Portal.Domain.SelfAssessments;

/// <summary>How much stands behind a claim that work made a difference (report 140099, recommendation 7). Whoever answers says so; nothing is computed from it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimStrength>))]
public enum ClaimStrength
{
    /// <summary>We say so; it has not been tested.</summary>
    Asserted,

    /// <summary>The change came with the work; other causes may explain it.</summary>
    Correlated,

    /// <summary>There is evidence of how the work brought the change about, beside other causes.</summary>
    ContributionShown,
}
