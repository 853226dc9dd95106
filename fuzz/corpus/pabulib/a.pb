META
key;value
description;essai
country;France
unit;Lannevez
instance;2026
num_projects;2
num_votes;2
budget;1000
vote_type;approval
rule;greedy
date_begin;01.10.2026
date_end;08.10.2026
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;selected
1;600;2;Un banc;1
2;500;1;Un kiosque;0
VOTES
voter_id;vote
1;1,2
2;1
