using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Reviews;

/// <summary>A review of a board or an inspection of an authority by a team of the review body.</summary>
public sealed class Review : IBelongsToBody
{
    private readonly List<ReviewTeamMember> _team = [];

    private Review()
    {
    }

    public Id<Review> Id { get; private set; }

    /// <summary>The body under review.</summary>
    public Id<Body> BodyId { get; private set; }

    public string Title { get; private set; } = "";

    public DateOnly StartsOn { get; private set; }

    public IReadOnlyList<ReviewTeamMember> Team => _team;

    public static Review SetUp(Body of, string title, DateOnly startsOn) => new()
    {
        Id = Id<Review>.New(),
        BodyId = of.Id,
        Title = RuleBroken.IfBlank(title, "review.no-title", "A review needs a title."),
        StartsOn = startsOn,
    };

    /// <summary>Adds a person to the team; a person is there once.</summary>
    public void Join(Person person, PostRole role)
    {
        if (role is not (PostRole.LeadInspector or PostRole.Inspector or PostRole.QualityAssuranceLead))
        {
            throw new RuleBroken("review.not-a-reviewer", "Only inspectors and the quality assurance lead join a review team.");
        }

        if (!_team.Exists(m => m.PersonId == person.Id))
        {
            _team.Add(new ReviewTeamMember(Id, person.Id, role));
        }
    }

    /// <summary>Takes a person out of the team: from then on they see nothing of the body under review.</summary>
    /// <exception cref="RuleBroken">They are not in it, or nobody would lead the review.</exception>
    public void Leave(Id<Person> person)
    {
        var member = _team.Find(m => m.PersonId == person) ?? throw new RuleBroken("review.not-a-member", "This person is not in the team any more.");
        if (member.Role == PostRole.LeadInspector && _team.Count(m => m.Role == PostRole.LeadInspector) == 1)
        {
            throw new RuleBroken("review.last-lead", "A review needs somebody who leads it. Take another lead inspector into the team first.");
        }

        _team.Remove(member);
    }
}

/// <summary>One person's place in a review team.</summary>
public sealed record ReviewTeamMember(Id<Review> ReviewId, Id<Person> PersonId, PostRole Role);
