using Portal.Domain.People;

namespace Portal.Web.Security;

/// <summary>The policies of which each page names one.</summary>
public static class Policies
{
    /// <summary>Anybody who has signed in; what they see is filtered by their posts.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Those who hold a post in a board or an authority.</summary>
    public const string AssessedBody = nameof(AssessedBody);

    /// <summary>Those who hold a post in the review body.</summary>
    public const string ReviewTeam = nameof(ReviewTeam);

    /// <summary>Those who may make up the team of a review: who can lead one, and the administrator of a review body. Which reviews, the pages ask.</summary>
    public const string MakesUpTeams = nameof(MakesUpTeams);

    /// <summary>Those whom a process can ask: who hold a post in a board, an authority or the review body.</summary>
    public const string AskedByProcess = nameof(AskedByProcess);

    /// <summary>Whoever came in by a link to one assignment. Not among the roles: a guest holds no post.</summary>
    public const string Guest = nameof(Guest);

    /// <summary>Those who write frameworks.</summary>
    public const string FrameworkAuthor = nameof(FrameworkAuthor);

    /// <summary>Those who run the portal.</summary>
    public const string Administrator = nameof(Administrator);

    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<PostRole>> Roles = new Dictionary<string, IReadOnlyList<PostRole>>(StringComparer.Ordinal)
    {
        [SignedIn] = Enum.GetValues<PostRole>(),
        [AssessedBody] =
        [
            PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices, PostRole.ChiefExecutive, PostRole.Contributor, PostRole.DataOfficer,
        ],
        [ReviewTeam] = [PostRole.LeadInspector, PostRole.Inspector, PostRole.QualityAssuranceLead],
        [MakesUpTeams] = [PostRole.LeadInspector, PostRole.Inspector, PostRole.QualityAssuranceLead, PostRole.ReviewAdministrator],
        [AskedByProcess] =
        [
            PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices, PostRole.ChiefExecutive, PostRole.Contributor, PostRole.DataOfficer,
            PostRole.LeadInspector, PostRole.Inspector, PostRole.QualityAssuranceLead,
        ],
        [FrameworkAuthor] = [PostRole.FrameworkAuthor],
        [Administrator] = [PostRole.Administrator],
    };
}
