using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>A board, an authority, the review body or the operator: whatever holds posts and owns records.</summary>
public sealed class Body
{
    private readonly List<BoardAuthority> _authorities = [];

    private Body()
    {
    }

    public Id<Body> Id { get; private set; }

    /// <summary>Short stable code, for an authority its ONS code of 2013.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public BodyKind Kind { get; private set; }

    /// <summary>Ofsted's region; null for bodies that are not local.</summary>
    public string? Region { get; private set; }

    /// <summary>Where it is; settled when it is founded. Due dates and reminders follow the bank holidays that are kept there.</summary>
    public Nation Nation { get; private set; }

    /// <summary>The authorities a board serves. A board may be shared by two or more.</summary>
    public IReadOnlyList<BoardAuthority> Authorities => _authorities;

    public static Body Found(string code, string name, BodyKind kind, string? region = null, Nation nation = Nation.England) => new()
    {
        Id = Id<Body>.New(),
        Code = RuleBroken.IfBlank(code, "body.no-code", "A body needs a code."),
        Name = RuleBroken.IfBlank(name, "body.no-name", "A body needs a name."),
        Kind = kind,
        Region = region,
        Nation = nation,
    };

    /// <summary>Records that this board serves <paramref name="authority"/>.</summary>
    public void Serve(Body authority)
    {
        if (Kind != BodyKind.SafeguardingBoard || authority.Kind != BodyKind.LocalAuthority)
        {
            throw new RuleBroken("body.not-a-board", "Only a board can serve an authority.");
        }

        if (_authorities.TrueForAll(a => a.AuthorityId != authority.Id))
        {
            _authorities.Add(new BoardAuthority(Id, authority.Id));
        }
    }
}

/// <summary>A board serves an authority.</summary>
public sealed record BoardAuthority(Id<Body> BoardId, Id<Body> AuthorityId);
