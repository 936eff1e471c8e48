using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What people read for where an area stands.</summary>
internal static class AreaWords
{
    public static string Words(this AreaStatus status) => status switch
    {
        AreaStatus.InProgress => "In progress",
        AreaStatus.Submitted => "Submitted",
        AreaStatus.ChangesRequested => "Changes requested",
        AreaStatus.Agreed => "Agreed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Colour(this AreaStatus status) => status switch
    {
        AreaStatus.Submitted => "blue",
        AreaStatus.ChangesRequested => "yellow",
        AreaStatus.Agreed => "green",
        _ => "grey",
    };

    /// <summary>What somebody did who brought it there, as a sentence goes on after the name.</summary>
    public static string Did(this AreaStatus status) => status switch
    {
        AreaStatus.Submitted => "submitted the area",
        AreaStatus.ChangesRequested => "requested changes",
        AreaStatus.Agreed => "agreed the area",
        _ => "wrote",
    };
}
