namespace Portal.Web.Features.Shared;

/// <summary>What a guest typed when their session was over, and the way to go on with another link.</summary>
/// <param name="Held">What was typed, encrypted; see <see cref="Security.HeldForms"/>.</param>
/// <param name="Link">The address of another link, as it was entered.</param>
/// <param name="Error">What is wrong with it.</param>
public sealed record HeldOfGuest(string Held, string? Link, string? Error);
