using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Web.Persistence.Conventions;

/// <summary>Gives back the UTC kind, which SQLite loses.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    written => written,
    read => DateTime.SpecifyKind(read, DateTimeKind.Utc));
