using Portal.Domain.Packs;

namespace Portal.Web.Features.Packs;

/// <summary>The colour of the tag that names the state of a pack.</summary>
internal static class PackColour
{
    public static string Of(PackState state) => state switch
    {
        PackState.Complete => "green",
        PackState.Failed => "red",
        PackState.Assembling => "blue",
        _ => "grey",
    };
}
