using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain.Common;
using Portal.Domain.Tasks;

namespace Portal.Web.Features.Inbox;

/// <summary>Addresses of the list of what waits for others, and of what is done from there: what was shown of the list goes along, so that the way back leads to the same place.</summary>
internal static class ListOfOthers
{
    /// <summary>What of the list is shown, as its address says it: read by <see cref="InboxPage"/> and by the paging of lists.</summary>
    private static readonly string[] _shown = ["From", "Due", "Post", "page", "size"];

    /// <param name="url">Makes addresses.</param>
    /// <param name="page">A page of the inbox.</param>
    /// <param name="handler">What it is to do; null to show it.</param>
    /// <param name="shown">The present address.</param>
    /// <param name="tasks">The tasks that are chosen.</param>
    public static string ToPageOfInbox(this IUrlHelper url, string page, string? handler, IQueryCollection shown, IEnumerable<Id<PostTask>> tasks) => QueryHelpers.AddQueryString(
        url.Page(page, handler)!,
        [
            .. _shown.SelectMany(key => shown[key], (key, value) => KeyValuePair.Create(key, value)).Where(v => !string.IsNullOrEmpty(v.Value)),
            .. tasks.Select(t => KeyValuePair.Create("tasks", (string?)t.ToString())),
        ]);
}
