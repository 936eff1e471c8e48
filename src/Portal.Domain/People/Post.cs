using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>A seat in a body, such as the chair of a board. A post outlives its holder: tasks and duties belong to the post.</summary>
public sealed class Post
{
    private readonly List<PostHolding> _holdings = [];

    private Post()
    {
    }

    public Id<Post> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public PostRole Role { get; private set; }

    /// <summary>What people call it: "Independent chair", "Northshire Police".</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who held the post and when; the former holders stay on record.</summary>
    public IReadOnlyList<PostHolding> Holdings => _holdings;

    public static Post In(Body body, PostRole role, string title) => new()
    {
        Id = Id<Post>.New(),
        BodyId = body.Id,
        Role = role,
        Title = RuleBroken.IfBlank(title, "post.no-title", "A post needs a title."),
    };

    /// <summary>Hands the post to <paramref name="person"/>; the present holder, if any, ends at the same moment.</summary>
    public void Appoint(Person person, DateTime at)
    {
        foreach (var holding in _holdings.Where(h => h.Until is null))
        {
            holding.End(at);
        }

        _holdings.Add(new PostHolding(Id, person.Id, at));
    }
}

/// <summary>One person's time in a post.</summary>
public sealed class PostHolding
{
    private PostHolding()
    {
    }

    internal PostHolding(Id<Post> postId, Id<Person> personId, DateTime from)
    {
        Id = Id<PostHolding>.New();
        PostId = postId;
        PersonId = personId;
        From = from;
    }

    public Id<PostHolding> Id { get; private set; }

    public Id<Post> PostId { get; private set; }

    public Id<Person> PersonId { get; private set; }

    public DateTime From { get; private set; }

    /// <summary>When the holder left; null while in post.</summary>
    public DateTime? Until { get; private set; }

    internal void End(DateTime at) => Until = at;
}
