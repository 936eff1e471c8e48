using System.Globalization;

namespace Portal.Web.Time;

/// <summary>A time of day as people type it: 14:30, 2.30pm, 2 pm.</summary>
internal static class TypedTime
{
    private static readonly string[] _forms = ["H:mm", "H.mm", "h:mmtt", "h.mmtt", "htt", "h:mm tt", "h.mm tt", "h tt"];

    /// <returns>Null when it is none.</returns>
    public static TimeOnly? Read(string? typed) =>
        TimeOnly.TryParseExact((typed ?? "").Trim(), _forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
