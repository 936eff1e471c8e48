namespace Portal.Domain.Frameworks;

/// <summary>Who answers the criteria of a framework.</summary>
public enum AnsweredBy
{
    /// <summary>The body that assesses itself, with whoever it assigns parts to.</summary>
    Body,

    /// <summary>Each partner agency for itself; the body moderates what they return.</summary>
    PartnerAgencies,
}
