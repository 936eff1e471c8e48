using Portal.Domain.SignOff;

namespace Portal.Web.Features.SignOff;

/// <summary>What people read for the state of a frozen version, and the colour that goes with it.</summary>
internal static class SignOffWords
{
    public static string Words(this FrozenVersionState state) => state switch
    {
        FrozenVersionState.AwaitingSignatures => "Awaiting signatures",
        FrozenVersionState.Signed => "Signed by both",
        FrozenVersionState.Returned => "Returned",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What stands above a version.</summary>
    public static string Heading(this ShownVersion version) => version.State switch
    {
        FrozenVersionState.Signed => $"Version {version.Number}, signed",
        FrozenVersionState.Returned => $"Version {version.Number}, returned",
        _ => $"Version {version.Number} for signature",
    };

    public static string Colour(this FrozenVersionState state) => state switch
    {
        FrozenVersionState.Signed => "green",
        FrozenVersionState.Returned => "red",
        _ => "yellow",
    };
}
