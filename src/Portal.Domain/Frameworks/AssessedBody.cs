namespace Portal.Domain.Frameworks;

/// <summary>The kind of body that assesses itself, and is inspected or reviewed, against a framework.</summary>
public enum AssessedBody
{
    /// <summary>A local authority's services for children.</summary>
    LocalAuthority,

    /// <summary>A Local Safeguarding Children Board.</summary>
    SafeguardingBoard,
}
