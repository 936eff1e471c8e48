namespace Portal.Domain.People;

/// <summary>What a body is in the law of 2013.</summary>
public enum BodyKind
{
    /// <summary>A local authority with children's services.</summary>
    LocalAuthority,

    /// <summary>A Local Safeguarding Children Board (Children Act 2004, section 13).</summary>
    SafeguardingBoard,

    /// <summary>The body whose teams review boards and inspect authorities.</summary>
    ReviewBody,

    /// <summary>Those who run the portal.</summary>
    Operator,
}
