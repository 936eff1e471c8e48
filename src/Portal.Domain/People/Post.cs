using Portal.Domain.Common;

namespace Portal.Domain.People;

/// <summary>A seat in a body, such as the chair of a board. A post outlives its holder: tasks and duties belong to the post.</summary>
public sealed class Post
{
    private readonly List<PostHolding> _holdings = [];
    private readonly List<PostDeputy> _deputies = [];
    private readonly List<Handover> _handovers = [];

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

    /// <summary>Who stands in for the holder, has done or will.</summary>
    public IReadOnlyList<PostDeputy> Deputies => _deputies;

    /// <summary>Changes of holder that were planned, carried out or called off.</summary>
    public IReadOnlyList<Handover> Handovers => _handovers;

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

    /// <summary>Plans that the post passes to <paramref name="to"/> at the beginning of a day; a plan made before is called off.</summary>
    /// <exception cref="RuleBroken">The day is over, or they hold it already.</exception>
    public Handover PlanHandover(Person to, DateOnly on, string? reason, Id<Person> by, DateTime at, DateOnly today)
    {
        if (on < today)
        {
            throw new RuleBroken("post.past", "The day must be today or later.", "On");
        }

        if (_holdings.Exists(h => h.Until is null && h.PersonId == to.Id))
        {
            throw new RuleBroken("post.holds-already", "This person holds the post already.", "Person");
        }

        foreach (var planned in _handovers.Where(h => h.IsPlanned))
        {
            planned.CallOff(at);
        }

        var handover = new Handover(Id, to.Id, on, RuleBroken.IfBlank(reason, "post.no-reason", "Say why the post is handed over.", "Reason"), by, at);
        _handovers.Add(handover);
        return handover;
    }

    /// <summary>Carries out what is planned for today or before.</summary>
    /// <returns>True when the post has passed.</returns>
    public bool HandOverIfDue(Person to, DateOnly today, DateTime at)
    {
        if (_handovers.Find(h => h.IsPlanned && h.PersonId == to.Id && h.On <= today) is not { } due)
        {
            return false;
        }

        Appoint(to, at);
        due.Done(at);
        return true;
    }

    /// <summary>Names somebody who does the tasks of the post from one day to another, and signs nothing.</summary>
    /// <exception cref="RuleBroken">The days do not make sense, or they hold the post.</exception>
    public PostDeputy NameDeputy(Person person, DateOnly from, DateOnly until, Id<Person> by, DateTime at, DateOnly today)
    {
        if (until < from)
        {
            throw new RuleBroken("post.deputy-days", "The last day must be on or after the first.", "Until");
        }

        if (until < today)
        {
            throw new RuleBroken("post.deputy-past", "The last day must be today or later.", "Until");
        }

        if (_holdings.Exists(h => h.Until is null && h.PersonId == person.Id))
        {
            throw new RuleBroken("post.holds-already", "This person holds the post already.", "Person");
        }

        var deputy = new PostDeputy(Id, person.Id, from, until, by, at);
        _deputies.Add(deputy);
        return deputy;
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

/// <summary>Somebody who does the tasks of a post in the place of its holder, on certain days. A deputy never signs.</summary>
public sealed class PostDeputy
{
    private PostDeputy()
    {
    }

    internal PostDeputy(Id<Post> postId, Id<Person> personId, DateOnly from, DateOnly until, Id<Person> namedBy, DateTime namedAt)
    {
        Id = Id<PostDeputy>.New();
        PostId = postId;
        PersonId = personId;
        From = from;
        Until = until;
        NamedBy = namedBy;
        NamedAt = namedAt;
    }

    public Id<PostDeputy> Id { get; private set; }

    public Id<Post> PostId { get; private set; }

    public Id<Person> PersonId { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly Until { get; private set; }

    public Id<Person> NamedBy { get; private set; }

    public DateTime NamedAt { get; private set; }

    /// <summary>When it was ended before its last day.</summary>
    public DateTime? EndedAt { get; private set; }

    public void End(DateTime at) => EndedAt ??= at;
}

/// <summary>A change of holder from a day on.</summary>
public sealed class Handover
{
    private Handover()
    {
    }

    internal Handover(Id<Post> postId, Id<Person> personId, DateOnly on, string reason, Id<Person> plannedBy, DateTime plannedAt)
    {
        Id = Id<Handover>.New();
        PostId = postId;
        PersonId = personId;
        On = on;
        Reason = reason;
        PlannedBy = plannedBy;
        PlannedAt = plannedAt;
    }

    public Id<Handover> Id { get; private set; }

    public Id<Post> PostId { get; private set; }

    /// <summary>Who takes the post on.</summary>
    public Id<Person> PersonId { get; private set; }

    public DateOnly On { get; private set; }

    public string Reason { get; private set; } = "";

    public Id<Person> PlannedBy { get; private set; }

    public DateTime PlannedAt { get; private set; }

    public DateTime? DoneAt { get; private set; }

    public DateTime? CalledOffAt { get; private set; }

    public bool IsPlanned => DoneAt is null && CalledOffAt is null;

    public void CallOff(DateTime at) => CalledOffAt ??= at;

    internal void Done(DateTime at) => DoneAt = at;
}
