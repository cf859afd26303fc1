#!/usr/bin/env bash
# Asks the package feeds whether any dependency has a known vulnerability. 1: one has. A feed that cannot be asked is said, loudly, and is
# no failure: it would fail for everybody behind such a feed, for ever.
set -euo pipefail
cd "$(dirname "$0")"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
found=0
audit=(-p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low)

# A package that is known to be vulnerable (GHSA-5crp-9r3c-p9vr): where nothing is said of it, nothing is said of any.
mkdir "$place/canary"
cat > "$place/canary/canary.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
</Project>
XML
if dotnet restore "$place/canary" --nologo "${audit[@]}" 2>&1 | grep -q 'NU190[1-4]'; then
  if dotnet restore MissionControl.sln --nologo --force "${audit[@]}" > "$place/nuget.log" 2>&1 && ! grep -q 'NU190[1-4]' "$place/nuget.log"; then
    echo "audit: NuGet packages: nothing known against them"
  else
    grep -E 'NU190[1-4]|error' "$place/nuget.log" | sort -u || true
    found=1
  fi
else
  echo "audit: NuGet packages: NOT AUDITED, the feed has no data about vulnerabilities"
fi

for folder in wwwroot-assets MissionControl.Tests/Node; do
  status=0
  (cd "$folder" && npm audit --json --audit-level=low --package-lock-only) > "$place/npm.json" 2> "$place/npm.log" || status=$?
  if grep -q '"auditReportVersion"' "$place/npm.json"; then
    if [ "$status" = 0 ]; then
      echo "audit: npm packages of $folder: nothing known against them"
    else
      (cd "$folder" && npm audit --audit-level=low --package-lock-only) || true
      found=1
    fi
  else
    echo "audit: npm packages of $folder: NOT AUDITED, the registry does not answer the question"
  fi
done
exit "$found"
