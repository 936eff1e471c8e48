using Portal.Domain.Packs;
using Portal.Web.Documents.Bundles;
using Portal.Web.Files;

namespace Portal.Web.Features.Packs;

/// <summary>What the pages say of a pack.</summary>
internal static class PackWords
{
    /// <summary>What a pack is called among those of its version.</summary>
    public static string NameOf(PackKind kind, int number) => kind switch
    {
        PackKind.Whole => "Evidence pack",
        PackKind.Supplement => $"Supplement {number} to the evidence pack",
        PackKind.Redacted => $"Redacted evidence pack {number}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>How far it is: percent, what of what, and how much longer, where that can be told.</summary>
    public static string HowFar(EvidencePack pack, DateTime now)
    {
        var done = pack.Stage switch
        {
            PackStage.Pages when pack.ItemsTotal > 0 => $", {pack.ItemsDone:N0} of {pack.ItemsTotal:N0} documents",
            PackStage.Writing when pack.BytesTotal > 0 => $", {ByteCount.InWords(pack.BytesDone)} of {ByteCount.InWords(pack.BytesTotal)}",
            _ => "",
        };
        var left = pack.TimeLeft(now) switch
        {
            null => "",
            { TotalMinutes: < 1 } => ", less than a minute left",
            { TotalMinutes: < 2 } => ", about a minute left",
            { } time => $", about {time.TotalMinutes:N0} minutes left",
        };
        return $"{pack.Percent}%{done}{left}";
    }

    public static string Of(BundleFate fate) => fate switch
    {
        BundleFate.AsItIs => "Bound as it is",
        BundleFate.Converted => "Converted",
        BundleFate.Printed => "Printed",
        BundleFate.DividerOnly => "Divider only",
        BundleFate.Withheld => "Withheld",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, null),
    };
}
